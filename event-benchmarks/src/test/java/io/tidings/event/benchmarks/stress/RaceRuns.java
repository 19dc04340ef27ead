package io.tidings.event.benchmarks.stress;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.L_Result;

/** Repeated runs of a class made for jcstress, by two threads in step. */
final class RaceRuns {

  private static final int BATCH = 500;

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final Method[] actors;
  private final Method arbiter;

  RaceRuns(Class<?> type) throws NoSuchMethodException {
    this.type = type;
    this.constructor = type.getConstructor();
    this.actors = methods(type, Actor.class);
    this.arbiter = methods(type, Arbiter.class)[0];
  }

  private static Method[] methods(Class<?> type, Class<? extends Annotation> mark) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(mark))
        .toArray(Method[]::new);
  }

  /** Returns the outcomes that are accepted. */
  Set<String> accepted() {
    return Arrays.stream(type.getAnnotationsByType(Outcome.class))
        .filter(outcome -> outcome.expect() == Expect.ACCEPTABLE)
        .flatMap(outcome -> Arrays.stream(outcome.id()))
        .collect(Collectors.toSet());
  }

  /** Runs the race 500 times; returns the outcomes. */
  Set<String> outcomes() throws Exception {
    Object[] races = new Object[BATCH];
    for (int i = 0; i < BATCH; i++) {
      races[i] = constructor.newInstance();
    }
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    FutureTask<Boolean> other = new FutureTask<>(() -> run(actors[1], races, second, first));
    Thread thread = new Thread(other, "race");
    thread.setDaemon(true);
    thread.start();
    run(actors[0], races, first, second);
    join(other);
    L_Result result = new L_Result();
    Set<String> outcomes = new TreeSet<>();
    for (Object race : races) {
      arbiter.invoke(race, result);
      outcomes.add(String.valueOf(result.r1));
    }
    return outcomes;
  }

  private static void join(FutureTask<Boolean> other) throws InterruptedException {
    try {
      other.get();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Runs one part of each race, as soon as the other thread has arrived there or has failed. */
  private static boolean run(Method part, Object[] races, AtomicInteger own, AtomicInteger other)
      throws ReflectiveOperationException {
    try {
      for (int i = 0; i < races.length; i++) {
        own.set(i + 1);
        awaitAtLeast(i + 1, other);
        part.invoke(races[i]);
      }
      return true;
    } finally {
      own.set(Integer.MAX_VALUE);
    }
  }

  private static void awaitAtLeast(int position, AtomicInteger other) {
    for (int spins = 0; other.get() < position; spins++) {
      if (spins > 1_000) {
        LockSupport.parkNanos(1_000);
      }
      Thread.onSpinWait();
    }
  }
}
