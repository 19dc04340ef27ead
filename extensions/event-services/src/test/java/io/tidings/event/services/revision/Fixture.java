package io.tidings.event.services.revision;

import static io.tidings.event.services.platform.RevisionDomain.APPLICATIONS;

import io.tidings.event.EventType;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.boundary.RevisionReader;
import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.RevisionAction;
import io.tidings.event.services.platform.RevisionDomain;
import io.tidings.event.services.platform.RevisionReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One domain with its service and its reads over a store, and data to commit. */
public record Fixture<D>(
    RevisionDomain domain,
    RevisionStore<D> store,
    RevisionService<D> service,
    RevisionReader<D> reads,
    D data) {

  /** The author of all commits. */
  public static final Author AUTHOR = new Author("apollo", "margaret");

  /** Changes what a fixture keeps its revisions in. */
  @FunctionalInterface
  public interface Wrapping {
    /** Wraps a store. */
    <D> RevisionStore<D> wrap(RevisionStore<D> store);
  }

  /** Returns all five domains. */
  public static List<Fixture<?>> all(ServiceOptions options) {
    return all(options, Fixture::same);
  }

  private static <D> RevisionStore<D> same(RevisionStore<D> store) {
    return store;
  }

  /** Returns all five domains over stores that are wrapped. */
  public static List<Fixture<?>> all(ServiceOptions options, Wrapping stores) {
    return Stream.of(RevisionDomain.values())
        .<Fixture<?>>map(domain -> of(domain, options, stores))
        .toList();
  }

  private static Fixture<?> of(RevisionDomain domain, ServiceOptions options, Wrapping stores) {
    return switch (domain) {
      case APPLICATIONS, QUERIES, EVALUATORS -> generic(domain, options, stores);
      case TESTSETS -> testsets(options, stores);
      case ENVIRONMENTS -> environments(options, stores);
    };
  }

  private static Fixture<String> generic(
      RevisionDomain domain, ServiceOptions options, Wrapping stores) {
    RevisionStore<String> store = stores.wrap(RevisionStore.inMemory(domain, options));
    return fixture(store, new RevisionService<>(domain, store, options), options, "data");
  }

  private static Fixture<Map<String, String>> testsets(ServiceOptions options, Wrapping stores) {
    RevisionStore<Map<String, String>> store =
        stores.wrap(RevisionStore.inMemory(RevisionDomain.TESTSETS, options));
    return fixture(store, new TestsetService<>(store, options), options, Map.of("case", "row"));
  }

  private static Fixture<Map<String, RevisionReference>> environments(
      ServiceOptions options, Wrapping stores) {
    RevisionStore<Map<String, RevisionReference>> store =
        stores.wrap(RevisionStore.inMemory(RevisionDomain.ENVIRONMENTS, options));
    return fixture(
        store, new EnvironmentService(store, options), options, Map.of("guidance", application(1)));
  }

  private static <D> Fixture<D> fixture(
      RevisionStore<D> store, RevisionService<D> service, ServiceOptions options, D data) {
    return new Fixture<>(
        service.domain(), store, service, new RevisionReader<>(service, options), data);
  }

  /** Returns a revision of an application that can be deployed. */
  public static RevisionReference application(long version) {
    return RevisionReference.of(APPLICATIONS)
        .withRevision(Identity.of("app-" + version).withVersion(version));
  }

  /** Returns silent reads of a domain's revisions in another store. */
  public RevisionService<D> over(RevisionStore<D> store) {
    return new RevisionService<>(store, ServiceOptions.defaults(), domain);
  }

  /** Returns the type of the events of an action in this domain. */
  public EventType kind(RevisionAction action) {
    return domain.kind(action);
  }

  /** Makes an artifact. */
  public Revision<D> create(String slug) {
    return stored(service.create(AUTHOR, slug, Draft.of(data)));
  }

  /** Commits to the variant of a revision. */
  public @Nullable Revision<D> commit(Revision<?> onto, UnaryOperator<Draft<D>> change) {
    return service.commit(AUTHOR, variantId(onto), change.apply(Draft.of(data)));
  }

  /** Makes another variant. */
  public @Nullable Revision<D> fork(Revision<?> source, String slug) {
    return service.fork(AUTHOR, id(source), slug, "tried out");
  }

  /** Makes an artifact if there is none. */
  public List<Revision<D>> seed(String slug) {
    return service.seed(AUTHOR, Map.of(slug, data));
  }

  /** Commits to an artifact by its slug. */
  public @Nullable Revision<D> edit(String slug) {
    return service.edit(AUTHOR, slug, Draft.of(data));
  }

  /** Returns a pattern for all revisions of the domain. */
  public RevisionReference any() {
    return RevisionReference.of(domain);
  }

  /** Returns what is not null. */
  public static <T> T stored(@Nullable T value) {
    return Objects.requireNonNull(value, "nothing was stored");
  }

  /** Returns the id of a revision. */
  public static String id(Revision<?> revision) {
    return stored(revision.reference().revision().id());
  }

  /** Returns the id of a revision's variant. */
  public static String variantId(Revision<?> revision) {
    return stored(revision.reference().variant().id());
  }

  /** Returns the version of a revision. */
  public static long version(Revision<?> revision) {
    return stored(revision.reference().revision().version());
  }
}
