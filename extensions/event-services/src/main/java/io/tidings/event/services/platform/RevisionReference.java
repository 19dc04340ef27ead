package io.tidings.event.services.platform;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which revision, of which variant of which artifact, as far as is known. Also a pattern: what is
 * not known here may be anything. Immutable and thread-safe.
 *
 * @param domain what it is a revision of
 * @param artifact the artifact, such as an application
 * @param variant one line of revisions of the artifact
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

  /** Returns a reference to anything in a domain. */
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

  /** Tells whether {@code other} is of the domain and has every part that is known here. */
  public boolean matches(RevisionReference other) {
    return domain == other.domain
        && artifact.matches(other.artifact)
        && variant.matches(other.variant)
        && revision.matches(other.revision);
  }

  /**
   * Returns the reference as events tell it (AGR-06): an object with up to three keys, {@code
   * application}, {@code application_variant} and {@code application_revision} or those of another
   * domain. Artifact and variant are left out where their ids are not known; so is, everywhere,
   * every part that is not known (AGR-08).
   */
  public Map<String, Object> attributes() {
    Map<String, Object> known = new LinkedHashMap<>();
    if (artifact.id() != null) {
      known.put(domain.key(), artifact.withVersion(null).attributes());
    }
    if (variant.id() != null) {
      known.put(domain.key() + "_variant", variant.withVersion(null).attributes());
    }
    if (!revision.isNone()) {
      known.put(domain.key() + "_revision", revision.attributes());
    }
    return known;
  }
}
