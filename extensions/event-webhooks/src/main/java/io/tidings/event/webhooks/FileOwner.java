package io.tidings.event.webhooks;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** Owners of files. Must be thread-safe. */
interface FileOwner {

  /** The owners in the file system. */
  FileOwner SYSTEM =
      new FileOwner() {
        @Override
        public UserPrincipal of(Path file) throws IOException {
          return Files.getOwner(file);
        }

        @Override
        public boolean isProcess(UserPrincipal owner, Path file) throws IOException {
          Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "owner");
          return owner.equals(ofNewFile(temporary)) || owner.equals(ofNewFile(file));
        }
      };

  /** Returns the owner of a file or directory. */
  UserPrincipal of(Path file) throws IOException;

  /**
   * Returns whether an owner is the user of this process: the owner of its new files in general, or
   * in the directory of a file, whose file system may assign other owners.
   */
  boolean isProcess(UserPrincipal owner, Path file) throws IOException;

  /**
   * Returns the owner of a new file in the directory of another; the user by name if the directory
   * is read-only.
   */
  private static UserPrincipal ofNewFile(Path sibling) throws IOException {
    Path probe = OwnerOnlyFiles.temporarySibling(sibling);
    try {
      OwnerOnlyFiles.create(probe);
      return Files.getOwner(probe);
    } catch (IOException readOnly) {
      return sibling
          .getFileSystem()
          .getUserPrincipalLookupService()
          .lookupPrincipalByName(System.getProperty("user.name"));
    } finally {
      Files.deleteIfExists(probe);
    }
  }
}
