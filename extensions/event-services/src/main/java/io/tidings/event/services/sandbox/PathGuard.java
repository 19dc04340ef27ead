package io.tidings.event.services.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;

/** Check that a relative path stays below a root. */
final class PathGuard {

  private PathGuard() {}

  /**
   * Returns a path resolved against a root.
   *
   * @throws SandboxException if the path is absolute, contains {@code .} or {@code ..}, or leads
   *     through a symbolic link
   */
  static Path below(Path root, Path path) throws SandboxException {
    if (path.isAbsolute() || !path.equals(path.normalize()) || path.startsWith("..")) {
      throw new SandboxException("the path must be relative, without . and ..", path);
    }
    Path reached = root;
    for (Path name : path) {
      reached = reached.resolve(name);
      if (Files.isSymbolicLink(reached)) {
        throw new SandboxException("the path leads through a symbolic link", path);
      }
    }
    return reached;
  }
}
