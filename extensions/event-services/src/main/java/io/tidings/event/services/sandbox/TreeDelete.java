package io.tidings.event.services.sandbox;

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
 * Deletes trees, also of directories whose owner has taken the right to change them from himself.
 * Symbolic links are deleted and not followed. Thread-safe if its operations are.
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

  /** Deletes a tree, if there is one. */
  void delete(Path root) throws IOException {
    if (PlainFiles.exists(root)) {
      Files.walkFileTree(root, this);
    }
  }

  /** Deletes a tree because of a failure, which goes before one of the deletion. */
  void deleteAfter(Throwable failure, Path root) {
    try {
      delete(root);
    } catch (IOException | RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    isMadeAccessible(directory);
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
    if (failure instanceof AccessDeniedException && isMadeAccessible(path)) {
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

  /** Gives a directory's owner all rights; false if there is nothing to give. */
  private static boolean isMadeAccessible(Path directory) throws IOException {
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
