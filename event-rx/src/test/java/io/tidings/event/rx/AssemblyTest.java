package io.tidings.event.rx;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivex.rxjava3.annotations.BackpressureKind;
import io.reactivex.rxjava3.annotations.BackpressureSupport;
import io.reactivex.rxjava3.annotations.CheckReturnValue;
import io.reactivex.rxjava3.annotations.SchedulerSupport;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.tidings.event.EventSelector;
import io.tidings.event.PayloadKind;
import io.tidings.event.testkit.contract.Contract;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Assembly hooks and annotations of streams and flows. */
@Contract("STR-14")
class AssemblyTest {

  record Typed(String text) {}

  private final ReactiveEventBus bus = ReactiveEventBus.create();

  @AfterEach
  void resetPluginErrors() {
    RxJavaPlugins.setOnObservableAssembly(null);
    RxJavaPlugins.setOnFlowableAssembly(null);
  }

  @Test
  void assembly_hooks_receive_streams_and_flows() {
    List<Object> assembled = new CopyOnWriteArrayList<>();
    RxJavaPlugins.setOnObservableAssembly(
        observable -> {
          assembled.add(observable);
          return observable;
        });
    RxJavaPlugins.setOnFlowableAssembly(
        flowable -> {
          assembled.add(flowable);
          return flowable;
        });
    Observable<?> all = bus.stream();
    Observable<?> some = bus.stream(EventSelector.category("plan"));
    Observable<?> typed = bus.stream(PayloadKind.of("test.typed", Typed.class));
    Flowable<?> flow = bus.flow(EventSelector.all(), Overflow.block(), 8);

    assertThat(assembled).containsExactly(all, some, typed, flow);
  }

  @Test
  void methods_declare_scheduler_and_backpressure() {
    List<Method> ways =
        Stream.of(ReactiveEventBus.class.getMethods())
            .filter(method -> List.of("stream", "flow").contains(method.getName()))
            .toList();

    assertThat(ways)
        .hasSize(4)
        .allSatisfy(
            way -> {
              assertThat(way.isAnnotationPresent(CheckReturnValue.class)).isTrue();
              assertThat(way.getAnnotation(SchedulerSupport.class).value())
                  .isEqualTo(SchedulerSupport.NONE);
            });
    assertThat(ways)
        .filteredOn(way -> way.getName().equals("flow"))
        .singleElement()
        .satisfies(
            flow ->
                assertThat(flow.getAnnotation(BackpressureSupport.class).value())
                    .isEqualTo(BackpressureKind.SPECIAL));
  }
}
