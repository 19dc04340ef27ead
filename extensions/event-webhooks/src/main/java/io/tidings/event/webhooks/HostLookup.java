package io.tidings.event.webhooks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Look-ups of names that end in time: the system's own cannot be told to, so each has a thread, and
 * one that hangs is left behind, of which there may be a bounded number. Thread-safe.
 */
final class HostLookup implements AutoCloseable {

  private static final int MOST = 512;
  private static final long IDLE_SECONDS = 30;

  private final NameResolver resolver;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MOST,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "tidings-webhooks-names");
            thread.setDaemon(true);
            return thread;
          });

  HostLookup(NameResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Returns the addresses of a host, one at least.
   *
   * @throws UnknownHostException if it has none
   * @throws IOException if that is not known in time
   */
  List<InetAddress> of(String host, Deadline deadline) throws IOException {
    try {
      Future<List<InetAddress>> found = threads.submit(() -> resolver.resolve(host));
      List<InetAddress> addresses = found.get(deadline.left(), TimeUnit.NANOSECONDS);
      if (addresses.isEmpty()) {
        throw new UnknownHostException(host);
      }
      return addresses;
    } catch (TimeoutException late) {
      throw deadline.passed("no address of the host", late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IOException("the look-up of the host failed", failed.getCause());
    } catch (RejectedExecutionException tooMany) {
      throw new IOException("too many look-ups of hosts hang", tooMany);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
