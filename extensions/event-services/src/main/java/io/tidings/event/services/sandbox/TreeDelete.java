package io.tidings.event.services.sandbox;

import io.tidings.event.internal.FatalErrors;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deleter of directory trees, including directories that their owner has made read-only. Deletes
 * symbolic links without following them. Thread-safe if its operations are.
 */
final class TreeDelete extends SimpleFileVisitor<Path> {

  private static final Set<PosixFilePermission> ALL_OF_OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final FileOperations operations;

  TreeDelete(FileOperations operations) {
    this.operations = operations;
  }

  /** Deletes a tree; a no-op if it does not exist. */
  void delete(Path root) throws IOException {
    if (PlainFiles.exists(root)) {
      Files.walkFileTree(root, this);
    }
  }

  /**
   * Deletes a tree after a failure; a failure of the deletion is added to that one as suppressed.
   */
  void deleteAfter(Throwable failure, Path root) {
    try {
      delete(root);
    } catch (IOException | RuntimeException another) {
      FatalErrors.suppress(failure, another);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    makeAccessible(directory);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    operations.delete(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    if (failure instanceof AccessDeniedException && makeAccessible(path)) {
      delete(path);
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    operations.delete(directory);
    return FileVisitResult.CONTINUE;
  }

  /** Grants the owner all permissions on a directory; returns false if nothing changed. */
  private static boolean makeAccessible(Path directory) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(
            directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null || !view.readAttributes().isDirectory()) {
      return false;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (!permissions.addAll(ALL_OF_OWNER)) {
      return false;
    }
    view.setPermissions(permissions);
    return true;
  }
}
