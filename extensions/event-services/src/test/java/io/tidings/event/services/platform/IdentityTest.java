package io.tidings.event.services.platform;

import static io.tidings.event.services.platform.RevisionDomain.QUERIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.testkit.contract.Contract;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityTest {

  private static final RevisionReference FULL =
      new RevisionReference(
          QUERIES,
          Identity.of("a-1").withSlug("slow"),
          Identity.of("v-1").withSlug("default"),
          Identity.of("r-1").withSlug("first").withVersion(3L));

  @Test
  @Contract("AGR-06")
  void a_full_reference_has_three_keys() {
    assertThat(FULL.attributes())
        .isEqualTo(
            Map.of(
                "query", Map.of("id", "a-1", "slug", "slow"),
                "query_variant", Map.of("id", "v-1", "slug", "default"),
                "query_revision", Map.of("id", "r-1", "slug", "first", "version", 3L)));
  }

  @Test
  @Contract("AGR-06")
  void artifact_and_variant_without_id_are_omitted() {
    assertThat(
            FULL.withArtifact(Identity.ofSlug("slow"))
                .withVariant(Identity.ofSlug("default"))
                .attributes())
        .containsOnlyKeys("query_revision");
    assertThat(RevisionReference.of(QUERIES).attributes()).isEmpty();
  }

  @Test
  @Contract("AGR-06")
  void a_version_belongs_to_the_revision_alone() {
    assertThat(
            RevisionReference.of(QUERIES)
                .withArtifact(Identity.of("a").withVersion(1L))
                .attributes())
        .isEqualTo(Map.of("query", Map.of("id", "a")));
  }

  @Test
  @Contract("AGR-08")
  void revision_with_only_an_id_has_only_that_attribute() {
    assertThat(RevisionReference.of(QUERIES).withRevision(Identity.of("r-1")).attributes())
        .isEqualTo(Map.of("query_revision", Map.of("id", "r-1")));
    assertThat(
            RevisionReference.of(QUERIES)
                .withRevision(Identity.none().withVersion(7L))
                .attributes())
        .isEqualTo(Map.of("query_revision", Map.of("version", 7L)));
  }

  @Test
  @Contract("AGR-13")
  void a_uuid_becomes_text() {
    UUID id = UUID.fromString("0194c7c0-0000-7000-8000-000000000001");

    assertThat(RevisionReference.of(QUERIES).withRevision(Identity.of(id)).attributes())
        .isEqualTo(Map.of("query_revision", Map.of("id", id.toString())));
  }

  @Test
  void a_pattern_matches_what_has_all_that_it_knows() {
    RevisionReference any = RevisionReference.of(QUERIES);

    assertThat(any.matches(FULL)).isTrue();
    assertThat(FULL.matches(FULL)).isTrue();
    assertThat(FULL.matches(any)).isFalse();
    assertThat(any.withArtifact(Identity.ofSlug("slow")).matches(FULL)).isTrue();
    assertThat(any.withVariant(Identity.ofSlug("other")).matches(FULL)).isFalse();
    assertThat(any.withRevision(Identity.none().withVersion(3L)).matches(FULL)).isTrue();
    assertThat(any.withRevision(Identity.none().withVersion(4L)).matches(FULL)).isFalse();
    assertThat(RevisionReference.of(RevisionDomain.TESTSETS).matches(FULL)).isFalse();
  }

  @Test
  void ids_may_be_in_any_script_and_what_is_ill_formed_is_refused() {
    assertThat(Identity.of("Überprüfung-検証").id()).isEqualTo("Überprüfung-検証");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.of("x".repeat(129)))
        .withMessage("id must be 1 to 128 characters long, but has 129");
    for (String refused : new String[] {"", " ", "a\nb"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Identity.ofSlug(refused))
          .withMessage("slug must not be blank or contain control characters");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.none().withVersion(-1L))
        .withMessage("version must not be negative, but is -1");
  }
}
