package io.tidings.event.webhooks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to dispatch from a file: one process has it at a time, and loses it when it ends,
 * however it ends. Immutable.
 */
final class SingleDispatcher implements AutoCloseable {

  private final FileChannel channel;

  private SingleDispatcher(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the right.
   *
   * @throws WebhookException if another dispatcher has it
   */
  static SingleDispatcher of(Path webhooks) {
    Path file = webhooks.resolveSibling(webhooks.getFileName() + ".lock");
    try {
      OwnerOnlyFile.createIfAbsent(file);
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new WebhookException(
            "another dispatcher delivers from " + webhooks + "; close that one first", null);
      }
      return new SingleDispatcher(channel);
    } catch (IOException failure) {
      throw new WebhookException("the lock " + file + " cannot be taken: " + failure, failure);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException unlikely) {
      // The lock goes with the process.
    }
  }
}
