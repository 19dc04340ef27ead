package io.tidings.event.store;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes directories in memory where the system has room there, except for tests on disk. A killed
 * process leaves the same files in both; what a disk loses without power is no test's subject.
 */
public final class MemoryDirectory implements TempDirFactory {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH = 1L << 30;

  /** Creates a factory, for JUnit. */
  public MemoryDirectory() {}

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
      throws IOException {
    return extension.getRequiredTestClass().isAnnotationPresent(OnDisk.class)
        ? Files.createTempDirectory("tidings")
        : create();
  }

  static Path create() throws IOException {
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH
        ? Files.createTempDirectory(MEMORY, "tidings")
        : Files.createTempDirectory("tidings");
  }

  /** Marks tests of files, whose directory is of the file system that most hosts use. */
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface OnDisk {}
}
