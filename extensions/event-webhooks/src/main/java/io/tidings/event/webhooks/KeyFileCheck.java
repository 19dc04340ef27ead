package io.tidings.event.webhooks;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Check that no other user can read, replace or provide a key file. On a file system without owners
 * or POSIX permissions the respective part is not checked. Immutable and thread-safe.
 */
final class KeyFileCheck {

  private static final String ROOT = "root";

  private final FileOwner owners;

  KeyFileCheck(FileOwner owners) {
    this.owners = owners;
  }

  /**
   * Checks a key file and its directory; of a symbolic link, the target and both directories.
   *
   * @throws WebhookException if another user may have access
   * @throws IOException if the attributes cannot be read
   */
  void requireOwn(Path file) throws IOException {
    Path target = file.toRealPath();
    if (!isOwn(target)) {
      throw rejected(
          file,
          "belongs to the user " + owners.of(target).getName(),
          "use a key file of the user that runs this process");
    }
    if (OwnerOnlyFiles.isOpenToOthers(target)) {
      throw rejected(file, "is accessible to others than its owner", "run chmod 600 on it");
    }
    requireOwnDirectory(file);
    requireOwnDirectory(target);
  }

  /**
   * Checks the directory of a key file.
   *
   * @throws WebhookException if another user may write it
   * @throws IOException if the attributes cannot be read
   */
  void requireOwnDirectory(Path file) throws IOException {
    @Nullable Path parent = file.getParent();
    if (parent == null) {
      return;
    }
    Path directory = parent.toRealPath();
    if (isWritableByOthers(directory)) {
      throw rejected(
          file,
          "is in a directory that other users may write, " + directory,
          "run chmod go-w on the directory, or choose one of your own");
    }
    if (!isRoot(directory) && !isOwn(directory)) {
      throw rejected(
          file,
          "is in a directory of the user " + owners.of(directory).getName() + ", " + directory,
          "choose a directory of the user that runs this process");
    }
  }

  private boolean isOwn(Path file) throws IOException {
    return !hasOwner(file) || owners.isProcess(owners.of(file), file);
  }

  private boolean isRoot(Path file) throws IOException {
    return OwnerOnlyFiles.isPosix(file) && owners.of(file).getName().equals(ROOT);
  }

  private static boolean hasOwner(Path file) {
    return Files.getFileAttributeView(file, FileOwnerAttributeView.class) != null;
  }

  private static boolean isWritableByOthers(Path directory) throws IOException {
    if (!OwnerOnlyFiles.isPosix(directory)) {
      return false;
    }
    PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
    return isWritableByOthers(attributes.permissions(), attributes.owner(), attributes.group());
  }

  /** Write permission of a group that has the name of the owner, the owner's own, is permitted. */
  static boolean isWritableByOthers(
      Set<PosixFilePermission> permissions, UserPrincipal owner, UserPrincipal group) {
    return permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || (permissions.contains(PosixFilePermission.GROUP_WRITE)
            && !group.getName().equals(owner.getName()));
  }

  private static WebhookException rejected(Path file, String problem, String remedy) {
    return new WebhookException("the key file " + file + " " + problem + "; " + remedy, null);
  }
}
