package io.tidings.event.services.platform;

import static io.tidings.event.services.platform.RevisionAction.COMMIT;
import static io.tidings.event.services.platform.RevisionAction.LOG;
import static io.tidings.event.services.platform.RevisionAction.QUERY;
import static io.tidings.event.services.platform.RevisionAction.RETRIEVE;
import static io.tidings.event.services.platform.RevisionDomain.APPLICATIONS;
import static io.tidings.event.services.platform.RevisionDomain.TESTSETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidings.event.testkit.contract.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Attributes of revision notices, without emitting. */
class RevisionNoticeTest {

  private static RevisionReference reference(RevisionDomain domain, int number) {
    return RevisionReference.of(domain).withRevision(Identity.of("r-" + number));
  }

  private static List<RevisionReference> references(RevisionDomain domain, int count) {
    return IntStream.range(0, count).mapToObj(number -> reference(domain, number)).toList();
  }

  private static RevisionNotice filled(RevisionDomain domain, RevisionAction action) {
    RevisionNotice notice = RevisionNotice.of(domain, action);
    return action.isMany()
        ? notice.revisions(references(domain, 2))
        : notice.revision(reference(domain, 0));
  }

  private static void forEach(BiConsumer<RevisionDomain, RevisionAction> check) {
    for (RevisionDomain domain : RevisionDomain.values()) {
      for (RevisionAction action : RevisionAction.values()) {
        check.accept(domain, action);
      }
    }
  }

  @Test
  @Contract({"AGR-02", "AGR-14", "TST-08"})
  void all_but_commits_carry_a_count() {
    forEach(
        (domain, action) -> {
          Map<String, Object> attributes = filled(domain, action).attributes("u-1");
          if (action == COMMIT) {
            assertThat(attributes).as("%s %s", domain, action).doesNotContainKey("count");
          } else {
            assertThat(attributes)
                .as("%s %s", domain, action)
                .containsEntry("count", action.isMany() ? 2L : 1L);
          }
        });
  }

  @Test
  @Contract({"AGR-11", "AGR-14"})
  void attributes_have_no_other_keys_than_these() {
    forEach(
        (domain, action) ->
            assertThat(List.of("user_id", "count", "references", "message"))
                .containsAll(filled(domain, action).message("m").attributes("u-1").keySet()));
  }

  @Test
  @Contract({"AGR-06", "AGR-07"})
  void one_revision_is_an_object_and_many_are_an_ordered_list() {
    assertThat(filled(TESTSETS, RETRIEVE).attributes("u-1"))
        .isEqualTo(
            Map.of(
                "user_id",
                "u-1",
                "count",
                1L,
                "references",
                Map.of("testset_revision", Map.of("id", "r-0"))));
    assertThat(
            RevisionNotice.of(TESTSETS, LOG)
                .revisions(List.of(reference(TESTSETS, 2), reference(TESTSETS, 1)))
                .attributes("u-1"))
        .containsEntry(
            "references",
            List.of(
                Map.of("testset_revision", Map.of("id", "r-2")),
                Map.of("testset_revision", Map.of("id", "r-1"))));
  }

  @Test
  @Contract({"AGR-01", "AGR-07", "TST-08"})
  void of_1025_revisions_1000_are_listed_and_1025_counted() {
    Map<String, Object> attributes =
        RevisionNotice.of(TESTSETS, QUERY).revisions(references(TESTSETS, 1025)).attributes("u-1");

    assertThat(attributes).containsEntry("count", 1025L);
    assertThat(attributes)
        .extractingByKey("references", InstanceOfAssertFactories.LIST)
        .hasSize(RevisionNotice.MAX_REFERENCES)
        .startsWith(Map.of("testset_revision", Map.of("id", "r-0")))
        .endsWith(Map.of("testset_revision", Map.of("id", "r-999")));
  }

  @Test
  @Contract("AGR-03")
  void a_count_that_is_given_wins() {
    assertThat(filled(TESTSETS, QUERY).count(4_711).attributes("u-1"))
        .containsEntry("count", 4_711L);
    assertThat(filled(TESTSETS, RETRIEVE).count(3).attributes("u-1")).containsEntry("count", 3L);
  }

  @Test
  @Contract("AGR-04")
  void empty_notice_is_suppressed() {
    forEach(
        (domain, action) -> {
          RevisionNotice none = RevisionNotice.of(domain, action);
          if (action.isMany()) {
            none.revisions(List.of());
          } else {
            none.revision(null);
          }
          assertThat(none.isSuppressed()).as("%s %s, absent", domain, action).isTrue();
          assertThat(none.count(5).isSuppressed()).as("counted all the same").isTrue();
          assertThat(filled(domain, action).isSuppressed()).as("present").isFalse();
          assertThat(filled(domain, action).count(0).isSuppressed()).as("zero").isTrue();
          assertThat(filled(domain, action).count(-1).isSuppressed()).as("negative").isTrue();
        });
  }

  @Test
  @Contract("AGR-08")
  void revision_without_known_parts_is_still_emitted() {
    RevisionNotice notice =
        RevisionNotice.of(TESTSETS, QUERY)
            .revisions(List.of(RevisionReference.of(TESTSETS), reference(TESTSETS, 1)));

    assertThat(notice.isSuppressed()).isFalse();
    assertThat(notice.attributes("u-1"))
        .containsEntry("count", 2L)
        .containsEntry(
            "references", List.of(Map.of(), Map.of("testset_revision", Map.of("id", "r-1"))));
  }

  @Test
  @Contract("AGR-09")
  void a_message_that_is_empty_or_absent_leaves_no_key() {
    assertThat(filled(APPLICATIONS, COMMIT).message("why").attributes("u-1"))
        .containsEntry("message", "why");
    assertThat(filled(APPLICATIONS, COMMIT).message("").attributes("u-1"))
        .doesNotContainKey("message");
    assertThat(filled(APPLICATIONS, COMMIT).message("why").message(null).attributes("u-1"))
        .doesNotContainKey("message");
  }

  @Test
  @Contract("AGR-10")
  void what_is_extra_is_merged_last() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("message", "of the host");
    extra.put("state", Map.of());

    Map<String, Object> attributes =
        filled(APPLICATIONS, COMMIT).message("why").extra(() -> extra).attributes("u-1");

    assertThat(attributes).containsEntry("message", "of the host").containsEntry("state", Map.of());
  }

  @Test
  @Contract("AGR-16")
  void a_notice_of_the_wrong_form_fails_at_once() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RevisionNotice.of(TESTSETS, QUERY).revision(null))
        .withMessage("a notice of action query requires revisions(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> RevisionNotice.of(TESTSETS, COMMIT).revisions(List.of()))
        .withMessage("a notice of action commit requires revision(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RevisionNotice.of(TESTSETS, COMMIT)
                    .revision(reference(APPLICATIONS, 1))
                    .attributes("u-1"))
        .withMessageContaining("a revision of applications cannot be in a notice of testsets");
  }
}
