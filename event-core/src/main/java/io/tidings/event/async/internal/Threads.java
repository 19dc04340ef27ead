package io.tidings.event.async.internal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Threads of subscriptions whose host gives no executor. */
final class Threads {

  /** The factory of executors with virtual threads, or null before JDK 21. */
  private static final @Nullable MethodHandle VIRTUAL = findVirtual();

  private Threads() {}

  private static @Nullable MethodHandle findVirtual() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Executors.class,
              "newVirtualThreadPerTaskExecutor",
              methodType(ExecutorService.class));
    } catch (ReflectiveOperationException older) {
      return null;
    }
  }

  /** Returns an executor with virtual threads, else with daemons that end when idle. */
  static ExecutorService create(String name, int parallelism) {
    ExecutorService virtual = virtual();
    if (virtual != null) {
      return virtual;
    }
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            parallelism,
            parallelism,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("tidings-" + name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static @Nullable ExecutorService virtual() {
    try {
      return VIRTUAL == null ? null : (ExecutorService) VIRTUAL.invokeExact();
    } catch (Throwable unsupported) {
      return null;
    }
  }

  static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
