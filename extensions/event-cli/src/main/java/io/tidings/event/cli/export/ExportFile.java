package io.tidings.event.cli.export;

import io.tidings.event.logging.internal.OwnerOnlyFiles;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file of an export, open for lines at its end and locked against other exports. It is
 * owner-only from before the first byte. The file next to it, named with {@link #SUFFIX}, describes
 * the export. Confined to one thread.
 */
public final class ExportFile implements Closeable {

  /** The suffix of the file that describes an export. */
  public static final String SUFFIX = ".export";

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final ExportDescription description;
  private final LastLine lastLine;
  private final Writer writer;

  private ExportFile(
      Path path, FileChannel channel, ExportDescription description, LastLine lastLine) {
    this.path = path;
    this.channel = channel;
    this.description = description;
    this.lastLine = lastLine;
    this.writer =
        new BufferedWriter(
            Channels.newWriter(channel, StandardCharsets.UTF_8.newEncoder(), BUFFER), BUFFER);
  }

  /**
   * Creates the file, or opens that of an interrupted export.
   *
   * @param resume whether the file may exist
   * @throws IllegalArgumentException if the file exists and is not to be resumed, or has another
   *     description
   */
  public static ExportFile open(Path path, ExportDescription wanted, boolean resume)
      throws IOException {
    requireUsable(path, resume);
    create(path, resume);
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      lock(channel);
      if (channel.size() > 0) {
        return resumed(path, channel, wanted);
      }
      describe(path, wanted);
      return new ExportFile(path, channel, wanted, LastLine.NONE);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static void requireUsable(Path path, boolean resume) {
    Path directory = path.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException("there is no directory '" + directory + "'");
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!resume) {
      throw new IllegalArgumentException("it exists; continue it with --resume, or name another");
    }
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException("it is not a regular file; name another");
    }
  }

  private static void create(Path path, boolean resume) throws IOException {
    try {
      OwnerOnlyFiles.create(path);
    } catch (FileAlreadyExistsException exists) {
      if (!resume) {
        throw exists;
      }
    }
  }

  private static void lock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException own) {
      // The same failure for an export in this process.
    }
    throw new IllegalArgumentException("another export is writing it; wait for its end");
  }

  /** Writes the description atomically, before the first line of the export. */
  private static void describe(Path path, ExportDescription wanted) throws IOException {
    Path temporary = OwnerOnlyFiles.temporarySibling(path);
    try {
      OwnerOnlyFiles.create(temporary);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.write(StandardCharsets.UTF_8.encode(wanted.text()));
        channel.force(true);
      }
      Files.move(temporary, descriptionOf(path), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path descriptionOf(Path path) {
    return path.resolveSibling(path.getFileName() + SUFFIX);
  }

  private static ExportFile resumed(Path path, FileChannel channel, ExportDescription wanted)
      throws IOException {
    return new ExportFile(
        path, channel, wanted.continuing(descriptionText(path)), LastLine.of(channel));
  }

  private static String descriptionText(Path path) throws IOException {
    try {
      return Files.readString(descriptionOf(path));
    } catch (NoSuchFileException other) {
      throw new IllegalArgumentException(
          "it was not written by an export, which leaves a description in '"
              + descriptionOf(path)
              + "'; name another file",
          other);
    }
  }

  /** Returns the description of the export that the file holds. */
  public ExportDescription description() {
    return description;
  }

  /** Returns the last complete line with an event, or null for none. */
  @Nullable String lastEvent() {
    String line = lastLine.text();
    return line == null || line.equals(description.format().header()) ? null : line;
  }

  /** Removes an incomplete last line; further lines follow the last complete one. */
  void begin() throws IOException {
    channel.truncate(lastLine.end());
    channel.position(lastLine.end());
    String header = description.format().header();
    if (lastLine.end() == 0 && !header.isEmpty()) {
      line(header);
    }
  }

  /** Writes a line. */
  void line(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
  }

  /** Passes what was written to the operating system. */
  void flush() throws IOException {
    writer.flush();
  }

  /** Forces what was written to the disk. */
  void force() throws IOException {
    writer.flush();
    channel.force(true);
  }

  /** Returns the path. */
  Path path() {
    return path;
  }

  /** Closes the file, and discards lines that {@link #flush} has not passed on. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
