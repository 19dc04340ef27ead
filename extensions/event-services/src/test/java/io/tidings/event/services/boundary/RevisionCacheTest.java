package io.tidings.event.services.boundary;

import static io.tidings.event.services.platform.RevisionDomain.QUERIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.services.platform.Identity;
import io.tidings.event.services.platform.RevisionReference;
import io.tidings.event.services.revision.Revision;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionCacheTest {

  private static final RevisionReference ANY = RevisionReference.of(QUERIES);
  private static final RevisionReference PINNED = ANY.withRevision(Identity.of("r-1"));

  private final List<String> loaded = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final RevisionCache<String> cache =
      RevisionCache.of(10, Duration.ofMinutes(1), nanos::get);

  private @Nullable Revision<String> get(String projectId, RevisionReference reference) {
    return cache.get(projectId, reference, this::load);
  }

  private Revision<String> load(String projectId, RevisionReference reference) {
    loaded.add(projectId);
    return new Revision<>(reference, "data of " + projectId, null, null, Instant.EPOCH);
  }

  @Test
  @Contract("EMI-10")
  void a_reference_that_names_the_revision_is_loaded_once() {
    RevisionReference version =
        ANY.withVariant(Identity.of("v-1")).withRevision(Identity.none().withVersion(3L));

    assertThat(get("apollo", PINNED)).isSameAs(get("apollo", PINNED));
    assertThat(get("apollo", version)).isSameAs(get("apollo", version));
    assertThat(loaded).hasSize(2);
  }

  @Test
  void unpinned_reference_is_loaded_every_time() {
    for (RevisionReference open :
        List.of(
            ANY,
            ANY.withVariant(Identity.of("v-1")),
            ANY.withArtifact(Identity.of("a-1")).withRevision(Identity.none().withVersion(3L)),
            ANY.withVariant(Identity.ofSlug("default"))
                .withRevision(Identity.none().withVersion(3L)))) {
      loaded.clear();
      get("apollo", open);
      get("apollo", open);
      assertThat(loaded).as("%s", open).hasSize(2);
    }
  }

  @Test
  void a_project_is_never_answered_with_anothers() {
    get("apollo", PINNED);

    Revision<String> theirs = get("gemini", PINNED);

    assertThat(theirs).extracting(Revision::data).isEqualTo("data of gemini");
  }

  @Test
  void what_has_expired_is_loaded_again() {
    get("apollo", PINNED);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    get("apollo", PINNED);

    assertThat(loaded).hasSize(2);
  }

  @Test
  void what_is_not_there_is_asked_for_again() {
    assertThat(cache.get("apollo", PINNED, (project, reference) -> null)).isNull();
    assertThat(get("apollo", PINNED)).isNotNull();
  }

  @Test
  void without_a_cache_everything_is_loaded() {
    RevisionCache<String> none = RevisionCache.none();

    none.get("apollo", PINNED, this::load);
    none.get("apollo", PINNED, this::load);

    assertThat(loaded).hasSize(2);
  }

  @Test
  void size_and_expiry_must_be_positive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevisionCache.of(0, Duration.ofMinutes(1)))
        .withMessage("maximumSize must be positive, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevisionCache.of(1, Duration.ZERO))
        .withMessage("expiry must be positive, but is PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevisionCache.of(1, Duration.ofSeconds(-1)));
  }
}
