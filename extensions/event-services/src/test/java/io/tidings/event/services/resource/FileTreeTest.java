package io.tidings.event.services.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tree scans during concurrent changes. */
class FileTreeTest {

  @TempDir private Path directory;

  @Test
  void directory_that_became_a_file_is_skipped() throws IOException {
    FileTree.Reader reader = new FileTree.Reader(directory, Set.of());
    Path sub = directory.resolve("sub");

    assertThat(reader.visitFileFailed(sub, new NotDirectoryException("sub")))
        .isEqualTo(FileVisitResult.CONTINUE);
    assertThat(reader.visitFileFailed(sub, new NoSuchFileException("sub")))
        .isEqualTo(FileVisitResult.CONTINUE);
    assertThatThrownBy(() -> reader.visitFileFailed(sub, new AccessDeniedException("sub")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void a_root_that_is_no_directory_is_said_to_be_none() throws IOException {
    assertThatThrownBy(() -> FileTree.read(directory.resolve("gone"), Set.of()))
        .isInstanceOf(NotDirectoryException.class);
    assertThat(FileTree.read(directory, Set.of()).directories()).containsExactly(directory);
  }
}
