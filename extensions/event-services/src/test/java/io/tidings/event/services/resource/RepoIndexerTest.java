package io.tidings.event.services.resource;

import static io.tidings.event.EventType.RESOURCE_INDEXED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class RepoIndexerTest {

  @TempDir private Path directory;

  private Path write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static RepoIndexer indexer(Host host) {
    return new RepoIndexer(host.options(), host.repository("index"));
  }

  @EveryHost
  void resource_indexed_with_every_plain_file(Host host) throws IOException {
    write("a.txt", "abc");
    write("b/c.txt", "");
    write(".git/config", "not mine");
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("a.txt"));
    IndexRun run = indexer(host).index("repo", directory);

    assertThat(run.index().files()).containsOnlyKeys(Path.of("a.txt"), Path.of("b", "c.txt"));
    assertThat(run.index().files())
        .extractingByKey(Path.of("a.txt"))
        .extracting(IndexedFile::sha256)
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(run.addedCount()).isEqualTo(2);
    host.emitted(RESOURCE_INDEXED);
    host.details(RESOURCE_INDEXED, "resource_id", "repo", "file_count", 2, "duration_ms", 0);
  }

  @EveryHost
  void a_second_run_reads_only_what_looks_different(Host host) throws IOException {
    RepoIndexer indexer = indexer(host);
    write("kept", "kept");
    write("changed", "before");
    write("gone", "gone");
    Path touched = write("touched", "same");
    indexer.index("repo", directory);
    write("changed", "and after");
    write("new", "new");
    Files.delete(directory.resolve("gone"));
    Files.setLastModifiedTime(touched, FileTime.fromMillis(0));

    IndexRun run = indexer.index("repo", directory);

    assertThat(run.readCount()).as("changed, new, touched").isEqualTo(3);
    assertThat(run.addedCount()).isEqualTo(1);
    assertThat(run.changedCount()).isEqualTo(1);
    assertThat(run.removedCount()).isEqualTo(1);
    assertThat(indexer.index("repo", directory).readCount()).isZero();
    host.emitted(RESOURCE_INDEXED, RESOURCE_INDEXED, RESOURCE_INDEXED);
  }

  @EveryHost
  void another_directory_under_the_same_id_is_read_again(Host host) throws IOException {
    RepoIndexer indexer = indexer(host);
    write("one/file", "x");
    write("two/file", "y");
    indexer.index("repo", directory.resolve("one"));

    assertThat(indexer.index("repo", directory.resolve("two")).readCount()).isEqualTo(1);
    host.emitted(RESOURCE_INDEXED, RESOURCE_INDEXED);
  }

  @EveryHost
  void a_file_that_is_gone_before_it_is_read_is_left_out(Host host) throws IOException {
    IndexBuilder indexing = new IndexBuilder(directory, Map.of());
    indexing.add(Path.of("gone"), new FileStamp(1, Instant.EPOCH, "1"));

    assertThat(indexing.files()).isEmpty();
    RepoIndex index = new RepoIndex("repo", directory, indexing.files(), Instant.EPOCH);
    assertThat(indexing.result(index).unreadableCount()).isEqualTo(1);
    host.emitted();
  }

  @EveryHost
  void what_is_no_directory_is_not_indexed(Host host) throws IOException {
    Path file = write("file", "x");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);

    for (Path root : new Path[] {file, link, directory.resolve("gone")}) {
      assertThatThrownBy(() -> indexer(host).index("repo", root))
          .isInstanceOf(NotDirectoryException.class);
    }
    assertThatThrownBy(() -> indexer(host).index("", directory)).hasMessageContaining("resourceId");
    host.emitted();
  }
}
