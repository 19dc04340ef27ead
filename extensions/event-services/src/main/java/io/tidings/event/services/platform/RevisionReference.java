package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reference to a revision, a variant or an artifact, as far as its parts are attributes. Also a
 * pattern: an absent part matches any. Immutable and thread-safe.
 *
 * @param domain the domain
 * @param artifact the artifact, such as an application
 * @param variant the line of revisions of the artifact
 * @param revision the revision in that line
 */
public record RevisionReference(
    RevisionDomain domain, Identity artifact, Identity variant, Identity revision) {

  /** Creates a reference; no part may be null, see {@link Identity#none()}. */
  public RevisionReference {
    requireNonNull(domain, "domain");
    requireNonNull(artifact, "artifact");
    requireNonNull(variant, "variant");
    requireNonNull(revision, "revision");
  }

  /** Returns a reference that matches everything in a domain. */
  public static RevisionReference of(RevisionDomain domain) {
    return new RevisionReference(domain, Identity.none(), Identity.none(), Identity.none());
  }

  /** Returns this reference with another artifact. */
  public RevisionReference withArtifact(Identity artifact) {
    return new RevisionReference(domain, artifact, variant, revision);
  }

  /** Returns this reference with another variant. */
  public RevisionReference withVariant(Identity variant) {
    return new RevisionReference(domain, artifact, variant, revision);
  }

  /** Returns this reference with another revision. */
  public RevisionReference withRevision(Identity revision) {
    return new RevisionReference(domain, artifact, variant, revision);
  }

  /**
   * Returns whether {@code other} is of the same domain and has every part that is present here.
   */
  public boolean matches(RevisionReference other) {
    return domain == other.domain
        && artifact.matches(other.artifact)
        && variant.matches(other.variant)
        && revision.matches(other.revision);
  }

  /**
   * Returns the reference in the form used in events: a map with up to three keys, such as {@code
   * application}, {@code application_variant} and {@code application_revision}. Artifact and
   * variant are omitted if their ids are absent, and so is every absent part.
   *
   * @contract AGR-06, AGR-08
   */
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (artifact.id() != null) {
      attributes.put(domain.key(), artifact.withVersion(null).attributes());
    }
    if (variant.id() != null) {
      attributes.put(domain.key() + "_variant", variant.withVersion(null).attributes());
    }
    if (!revision.isNone()) {
      attributes.put(domain.key() + "_revision", revision.attributes());
    }
    return attributes;
  }
}
