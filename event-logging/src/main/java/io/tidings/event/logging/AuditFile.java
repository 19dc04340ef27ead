package io.tidings.event.logging;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Output stream of an {@link AuditFileAppender}. Each write is one entry; a failed write does not
 * prevent the next one, which starts on a new line if an entry was truncated. Guarded by the
 * appender's lock.
 */
final class AuditFile extends OutputStream {

  private static final int MAX_LINKS = 40;

  private final Path path;
  private final Consumer<@Nullable IOException> outcome;
  private @Nullable FileOutputStream out;
  private boolean midLine;

  /**
   * Creates a stream; the first write opens the file, unless {@link #open} did.
   *
   * @param outcome receives the failure of each entry, null for one that was written
   */
  AuditFile(Path path, Consumer<@Nullable IOException> outcome) {
    this.path = path;
    this.outcome = outcome;
  }

  /** Opens the file, unless it is open. */
  FileOutputStream open() throws IOException {
    FileOutputStream opened = out;
    if (opened == null) {
      Path target = target();
      OwnerOnlyFiles.createOrRestrict(target);
      opened = new FileOutputStream(target.toFile(), true);
      out = opened;
      midLine = endsMidLine();
    }
    return opened;
  }

  /** Returns the path, or the target of a symbolic link whose target does not exist yet. */
  private Path target() throws IOException {
    Path target = path;
    for (int links = 0; Files.isSymbolicLink(target) && !Files.exists(target); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private boolean endsMidLine() throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) == 0) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(file.length() - 1);
      return file.read() != '\n';
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] entry, int offset, int length) {
    try {
      append(Arrays.copyOfRange(entry, offset, offset + length));
      outcome.accept(null);
    } catch (IOException failure) {
      outcome.accept(failure);
    }
  }

  private void append(byte[] entry) throws IOException {
    FileOutputStream file = open();
    try {
      if (midLine) {
        file.write('\n');
        midLine = false;
      }
      file.write(entry);
    } catch (IOException failure) {
      midLine = endsMidLine();
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
