package io.tidings.event.webhooks.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Host lookups with a time limit. The system's resolver has none, so each lookup runs on its own
 * thread and is abandoned when its time is over. At most 512 run at once, in {@linkplain FairShares
 * fair shares} of the projects, and none starts for a subscription with eight abandoned ones.
 * Thread-safe.
 */
public final class HostLookup implements AutoCloseable {

  static final int MAX_LOOKUPS = 512;
  static final int MAX_ABANDONED = 8;

  private static final long IDLE_SECONDS = 30;

  private final NameResolver resolver;
  private final FairShares shares = new FairShares(MAX_LOOKUPS);
  private final Map<Owner, Integer> abandoned = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
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

  /** The subscription that a lookup is for. Immutable. */
  private record Owner(String project, String subscription) {}

  /** Thrown when lookups of other subscriptions occupy all places that a project may use. */
  public static final class OccupiedException extends IOException {

    private static final long serialVersionUID = 1L;

    OccupiedException() {
      super("too many host lookups of the project have not ended");
    }
  }

  /**
   * Returns the addresses of a host, at least one.
   *
   * @throws UnknownHostException if the host has no address
   * @throws OccupiedException if the project has no place for a lookup
   * @throws IOException if the lookup fails or exceeds the time limit, or too many earlier ones of
   *     the subscription have not ended
   */
  public List<InetAddress> addresses(
      String project, String subscription, String host, CallTimeout timeout) throws IOException {
    if (abandoned.getOrDefault(new Owner(project, subscription), 0) >= MAX_ABANDONED) {
      throw new IOException(MAX_ABANDONED + " earlier lookups of the host have not ended");
    }
    Lookup lookup = start(new Owner(project, subscription), host);
    try {
      List<InetAddress> addresses = lookup.get(timeout.remainingNanos(), TimeUnit.NANOSECONDS);
      if (addresses.isEmpty()) {
        throw new UnknownHostException(host);
      }
      return addresses;
    } catch (TimeoutException late) {
      lookup.abandon();
      throw timeout.exceeded("no address of the host", late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IOException("the host lookup failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      lookup.abandon();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private Lookup start(Owner owner, String host) throws IOException {
    if (!shares.acquire(owner.project())) {
      throw new OccupiedException();
    }
    Lookup lookup = new Lookup(owner, host);
    try {
      threads.execute(lookup);
      return lookup;
    } catch (RejectedExecutionException closed) {
      shares.release(owner.project());
      throw new IOException("the host lookup is closed", closed);
    } catch (Error noThread) {
      shares.release(owner.project());
      throw noThread;
    }
  }

  /** A running lookup, which holds a place of its project until it ends. */
  private final class Lookup extends FutureTask<List<InetAddress>> {

    private final Owner owner;
    private boolean ended;
    private boolean counted;

    Lookup(Owner owner, String host) {
      super(() -> resolver.resolve(host));
      this.owner = owner;
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        end();
      }
    }

    synchronized void abandon() {
      if (!ended) {
        counted = true;
        abandoned.merge(owner, 1, Integer::sum);
      }
    }

    private synchronized void end() {
      ended = true;
      shares.release(owner.project());
      if (counted) {
        abandoned.computeIfPresent(owner, (same, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
