package io.tidings.event.services.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;

/** Paths that stay below a root. */
final class PathGuard {

  private PathGuard() {}

  /**
   * Returns where a path is below a root.
   *
   * @throws SandboxException if it is absolute, goes up, or leads through a symbolic link
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
