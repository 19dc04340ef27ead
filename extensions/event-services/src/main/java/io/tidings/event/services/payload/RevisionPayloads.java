package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payloads of the reads and commits of revisions in the five domains.
 *
 * <p>A reference is a map with up to three entries, named after the domain: {@code application},
 * {@code application_variant} and {@code application_revision}, each with the parts that are known.
 */
public final class RevisionPayloads {

  public static final PayloadKind<Read> APPLICATIONS_RETRIEVED =
      PayloadKind.of(EventType.APPLICATIONS_REVISIONS_RETRIEVED, Read.class);

  public static final PayloadKind<Read> APPLICATIONS_FETCHED =
      PayloadKind.of(EventType.APPLICATIONS_REVISIONS_FETCHED, Read.class);

  public static final PayloadKind<Listing> APPLICATIONS_QUERIED =
      PayloadKind.of(EventType.APPLICATIONS_REVISIONS_QUERIED, Listing.class);

  public static final PayloadKind<Listing> APPLICATIONS_LOGGED =
      PayloadKind.of(EventType.APPLICATIONS_REVISIONS_LOGGED, Listing.class);

  public static final PayloadKind<Commit> APPLICATIONS_COMMITTED =
      PayloadKind.of(EventType.APPLICATIONS_REVISIONS_COMMITTED, Commit.class);

  public static final PayloadKind<Read> QUERIES_RETRIEVED =
      PayloadKind.of(EventType.QUERIES_REVISIONS_RETRIEVED, Read.class);

  public static final PayloadKind<Read> QUERIES_FETCHED =
      PayloadKind.of(EventType.QUERIES_REVISIONS_FETCHED, Read.class);

  public static final PayloadKind<Listing> QUERIES_QUERIED =
      PayloadKind.of(EventType.QUERIES_REVISIONS_QUERIED, Listing.class);

  public static final PayloadKind<Listing> QUERIES_LOGGED =
      PayloadKind.of(EventType.QUERIES_REVISIONS_LOGGED, Listing.class);

  public static final PayloadKind<Commit> QUERIES_COMMITTED =
      PayloadKind.of(EventType.QUERIES_REVISIONS_COMMITTED, Commit.class);

  public static final PayloadKind<Read> TESTSETS_RETRIEVED =
      PayloadKind.of(EventType.TESTSETS_REVISIONS_RETRIEVED, Read.class);

  public static final PayloadKind<Read> TESTSETS_FETCHED =
      PayloadKind.of(EventType.TESTSETS_REVISIONS_FETCHED, Read.class);

  public static final PayloadKind<Listing> TESTSETS_QUERIED =
      PayloadKind.of(EventType.TESTSETS_REVISIONS_QUERIED, Listing.class);

  public static final PayloadKind<Listing> TESTSETS_LOGGED =
      PayloadKind.of(EventType.TESTSETS_REVISIONS_LOGGED, Listing.class);

  public static final PayloadKind<Commit> TESTSETS_COMMITTED =
      PayloadKind.of(EventType.TESTSETS_REVISIONS_COMMITTED, Commit.class);

  public static final PayloadKind<Read> EVALUATORS_RETRIEVED =
      PayloadKind.of(EventType.EVALUATORS_REVISIONS_RETRIEVED, Read.class);

  public static final PayloadKind<Read> EVALUATORS_FETCHED =
      PayloadKind.of(EventType.EVALUATORS_REVISIONS_FETCHED, Read.class);

  public static final PayloadKind<Listing> EVALUATORS_QUERIED =
      PayloadKind.of(EventType.EVALUATORS_REVISIONS_QUERIED, Listing.class);

  public static final PayloadKind<Listing> EVALUATORS_LOGGED =
      PayloadKind.of(EventType.EVALUATORS_REVISIONS_LOGGED, Listing.class);

  public static final PayloadKind<Commit> EVALUATORS_COMMITTED =
      PayloadKind.of(EventType.EVALUATORS_REVISIONS_COMMITTED, Commit.class);

  public static final PayloadKind<Read> ENVIRONMENTS_RETRIEVED =
      PayloadKind.of(EventType.ENVIRONMENTS_REVISIONS_RETRIEVED, Read.class);

  public static final PayloadKind<Read> ENVIRONMENTS_FETCHED =
      PayloadKind.of(EventType.ENVIRONMENTS_REVISIONS_FETCHED, Read.class);

  public static final PayloadKind<Listing> ENVIRONMENTS_QUERIED =
      PayloadKind.of(EventType.ENVIRONMENTS_REVISIONS_QUERIED, Listing.class);

  public static final PayloadKind<Listing> ENVIRONMENTS_LOGGED =
      PayloadKind.of(EventType.ENVIRONMENTS_REVISIONS_LOGGED, Listing.class);

  public static final PayloadKind<EnvironmentCommit> ENVIRONMENTS_COMMITTED =
      PayloadKind.of(EventType.ENVIRONMENTS_REVISIONS_COMMITTED, EnvironmentCommit.class);

  private RevisionPayloads() {}

  /** Known parts of the identity of an artifact, a variant or a revision. */
  public record ReferencePart(
      @Description("The id.") @Nullable String id,
      @Description("The name in URLs.") @Nullable String slug,
      @Description("The version; of revisions only.") @Nullable Long version) {}

  /** Payload of a read of one revision. */
  @Description("A revision was read: resolved from a reference, or fetched by its id.")
  public record Read(
      @Description("The id of the user who read.") String userId,
      @Description("The number of revisions, 1 by default.") long count,
      @Description("The reference of the revision.")
          @Nullable Map<String, ReferencePart> references) {}

  /** Payload of a search, or of a read of the history of a variant. */
  @Description("Revisions were listed: found by a search, or as the history of a variant.")
  public record Listing(
      @Description("The id of the user who read.") String userId,
      @Description("The number of revisions found.") long count,
      @Description("The references of the revisions, at most 1,000 of them.")
          List<Map<String, ReferencePart>> references) {}

  /** Payload of a commit in every domain but environments. */
  @Description("A revision was committed.")
  public record Commit(
      @Description("The id of the user who committed.") String userId,
      @Description("The reference of the revision.")
          @Nullable Map<String, ReferencePart> references,
      @Description("The message of the commit.") @Nullable String message) {}

  /** Payload of a commit of an environment. */
  @Description("A revision of an environment was committed, which may deploy revisions.")
  public record EnvironmentCommit(
      @Description("The id of the user who committed.") String userId,
      @Description("The reference of the revision.")
          @Nullable Map<String, ReferencePart> references,
      @Description("The message of the commit.") @Nullable String message,
      @Description("The deployments after the commit.") @Nullable Deployments state,
      @Description("The difference from the previous revision; absent if that is not readable.")
          @Nullable Difference diff) {}

  /** Deployments of an environment. */
  public record Deployments(
      @Description("The references of the deployed revisions, by key.")
          Map<String, Map<String, ReferencePart>> references) {}

  /** Difference between two revisions of an environment. */
  public record Difference(
      @Description("The added keys, each with the reference that is new.")
          Map<String, Map<String, Map<String, ReferencePart>>> created,
      @Description("The changed keys, each with the references that are old and new.")
          Map<String, Map<String, Map<String, ReferencePart>>> updated,
      @Description("The removed keys, each with the reference that is old.")
          Map<String, Map<String, Map<String, ReferencePart>>> deleted) {}
}
