package io.tidings.event.services.context;

import static io.tidings.event.EventType.CONTEXT_BUILT;
import static io.tidings.event.EventType.CONTEXT_QUERY_EXECUTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.Repository;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.util.List;

class ContextTest {

  private static final ContextFragment SMALL = new ContextFragment("small", "four", 1);
  private static final ContextFragment MIDDLE = new ContextFragment("middle", "Maven or maven?", 2);
  private static final ContextFragment LARGE = new ContextFragment("large", "maven ".repeat(9), 3);

  private static ContextPipeline pipeline(Host host, Repository<AssembledContext> contexts) {
    return new ContextPipeline(host.options(), contexts, TokenCounter.estimating());
  }

  @EveryHost
  void context_built_of_the_most_important_that_fits(Host host) {
    Repository<AssembledContext> contexts = host.repository("context");
    AssembledContext context =
        pipeline(host, contexts)
            .assemble(new NewContext(5, "p-1", "s-1"), List.of(SMALL, MIDDLE, LARGE));

    assertThat(context.fragments()).containsExactly(MIDDLE, SMALL);
    assertThat(context.omittedCount()).isEqualTo(1);
    assertThat(contexts.get(context.id())).isEqualTo(context);
    host.emitted(CONTEXT_BUILT);
    host.details(CONTEXT_BUILT, "fragment_count", 2, "token_count", 5, "budget", 5);
    host.assertLatest(
        CONTEXT_BUILT,
        event -> {
          assertThat(event.planId()).isEqualTo("p-1");
          assertThat(event.sessionId()).isEqualTo("s-1");
        });
  }

  @EveryHost
  void a_context_is_kept_until_it_is_forgotten(Host host) {
    Repository<AssembledContext> contexts = host.repository("context");
    ContextPipeline pipeline = pipeline(host, contexts);
    String id = pipeline.assemble(NewContext.ofBudget(9), List.of(SMALL)).id();

    pipeline.remove(id);

    assertThatThrownBy(() -> contexts.get(id)).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> pipeline.remove(id)).isInstanceOf(UnknownIdException.class);
    host.emitted(CONTEXT_BUILT);
  }

  @EveryHost
  void a_budget_of_zero_gives_an_empty_context(Host host) {
    AssembledContext context =
        pipeline(host, host.repository("context"))
            .assemble(NewContext.ofBudget(0), List.of(SMALL, MIDDLE));

    assertThat(context.fragments()).isEmpty();
    assertThat(context.omittedCount()).isEqualTo(2);
    host.emitted(CONTEXT_BUILT);
    host.details(CONTEXT_BUILT, "fragment_count", 0, "token_count", 0, "budget", 0);
  }

  @EveryHost
  void nothing_to_read_gives_an_empty_context(Host host) {
    assertThat(
            pipeline(host, host.repository("context"))
                .assemble(NewContext.ofBudget(100), List.of())
                .fragments())
        .isEmpty();
    host.emitted(CONTEXT_BUILT);
  }

  @EveryHost
  void fragments_of_equal_priority_keep_their_order(Host host) {
    ContextFragment first = new ContextFragment("first", "a", 0);
    ContextFragment second = new ContextFragment("second", "b", 0);

    assertThat(
            pipeline(host, host.repository("context"))
                .assemble(NewContext.ofBudget(2), List.of(first, second))
                .fragments())
        .containsExactly(first, second);
    host.emitted(CONTEXT_BUILT);
  }

  @EveryHost
  void texts_that_cost_more_than_can_be_counted_are_left_out(Host host) {
    ContextPipeline pipeline =
        new ContextPipeline(host.options(), host.repository("context"), text -> Integer.MAX_VALUE);
    AssembledContext context =
        pipeline.assemble(NewContext.ofBudget(Integer.MAX_VALUE), List.of(SMALL, MIDDLE));

    assertThat(context.fragments()).containsExactly(MIDDLE);
    assertThat(context.tokenCount()).isEqualTo(Integer.MAX_VALUE);
    host.emitted(CONTEXT_BUILT);
  }

  @EveryHost
  void context_query_executed_finds_what_has_the_most_words(Host host) {
    Repository<AssembledContext> contexts = host.repository("context");
    String id =
        pipeline(host, contexts)
            .assemble(NewContext.ofBudget(100), List.of(SMALL, MIDDLE, LARGE))
            .id();
    ContextService service = new ContextService(host.options(), contexts);

    assertThat(service.query(id, "MAVEN", 9))
        .containsExactly(new ContextMatch(LARGE, 9), new ContextMatch(MIDDLE, 2));
    assertThat(service.query(id, "maven", 1)).containsExactly(new ContextMatch(LARGE, 9));
    assertThat(service.query(id, "?!", 9)).isEmpty();
    host.emitted(
        CONTEXT_BUILT, CONTEXT_QUERY_EXECUTED, CONTEXT_QUERY_EXECUTED, CONTEXT_QUERY_EXECUTED);
    host.details(CONTEXT_QUERY_EXECUTED, "query", "?!", "result_count", 0);
  }

  @EveryHost
  void what_is_unknown_taken_or_out_of_bounds_is_refused(Host host) {
    Repository<AssembledContext> contexts = host.repository("context");
    ContextService service = new ContextService(host.options(), contexts);
    ContextPipeline repeating =
        new ContextPipeline(
            host.options().withIds(() -> "same"), contexts, TokenCounter.estimating());
    repeating.assemble(NewContext.ofBudget(1), List.of());

    assertThatThrownBy(() -> repeating.assemble(NewContext.ofBudget(1), List.of()))
        .isInstanceOf(DuplicateIdException.class);
    assertThatThrownBy(() -> service.query("c-0", "x", 1)).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> service.query("same", "x", 0)).hasMessageContaining("limit");
    assertThatThrownBy(() -> service.query("same", "x".repeat(10_001), 1))
        .hasMessageContaining("query");
    assertThatThrownBy(() -> NewContext.ofBudget(-1)).hasMessageContaining("budget");
    assertThatThrownBy(
            () ->
                new ContextPipeline(host.options(), contexts, text -> -1)
                    .assemble(NewContext.ofBudget(1), List.of(SMALL)))
        .hasMessageContaining("tokens.count()");
    host.emitted(CONTEXT_BUILT);
  }
}
