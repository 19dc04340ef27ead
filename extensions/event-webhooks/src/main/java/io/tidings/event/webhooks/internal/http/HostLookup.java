package io.tidings.event.webhooks.internal.http;

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
 * Host lookups with a time limit. The system's resolver has none, so each lookup runs on its own
 * thread and is abandoned when its time is over; at most 512 run at once. Thread-safe.
 */
public final class HostLookup implements AutoCloseable {

  private static final int MAX_THREADS = 512;
  private static final long IDLE_SECONDS = 30;

  private final NameResolver resolver;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MAX_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "tidings-webhooks-names");
            thread.setDaemon(true);
            return thread;
          });

  /** Creates a lookup over a resolver. */
  public HostLookup(NameResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Returns the addresses of a host, at least one.
   *
   * @throws UnknownHostException if the host has no address
   * @throws IOException if the lookup fails or exceeds the time limit
   */
  public List<InetAddress> addresses(String host, CallTimeout timeout) throws IOException {
    try {
      Future<List<InetAddress>> lookup = threads.submit(() -> resolver.resolve(host));
      List<InetAddress> addresses = lookup.get(timeout.remainingNanos(), TimeUnit.NANOSECONDS);
      if (addresses.isEmpty()) {
        throw new UnknownHostException(host);
      }
      return addresses;
    } catch (TimeoutException late) {
      throw timeout.exceeded("no address of the host", late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IOException("the host lookup failed", failed.getCause());
    } catch (RejectedExecutionException tooMany) {
      throw new IOException("too many host lookups are blocked", tooMany);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
