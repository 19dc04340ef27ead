package io.tidings.event.benchmarks.suites;

import com.github.f4b6a3.ulid.Ulid;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventType;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Building of an event, compared with the minimum that any event needs: an id, the time and three
 * details.
 */
@State(Scope.Benchmark)
public class BuildBenchmark {

  private String planId = "p-1";
  private int files = 3;
  private final EventHandler[] one = Handlers.create(1);
  private final EventBus bus = Handlers.bus(one);

  @Setup
  public void prepare() throws Exception {
    Handlers.trainCompiler();
  }

  /** Event of a host without a bus. */
  record ByHand(
      String id, EventType kind, Instant at, String planId, Map<String, Object> details) {}

  @Benchmark
  public Object byHand() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("files_changed", files);
    details.put("reason", "asked for");
    details.put("forced", true);
    return new ByHand(
        Ulid.fast().toString(),
        Handlers.KIND,
        Instant.now(),
        planId,
        Collections.unmodifiableMap(details));
  }

  @Benchmark
  public String ulidAlone() {
    return Ulid.fast().toString();
  }

  @Benchmark
  public Instant timeAlone() {
    return Instant.now();
  }

  @Benchmark
  public DomainEvent bare() {
    return DomainEvent.of(Handlers.KIND);
  }

  @Benchmark
  public DomainEvent build() {
    return DomainEvent.builder(Handlers.KIND)
        .planId(planId)
        .detail("files_changed", files)
        .detail("reason", "asked for")
        .detail("forced", true)
        .build();
  }

  @Benchmark
  public EmitResult buildAndEmit() {
    return bus.emit(build());
  }
}
