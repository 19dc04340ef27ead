package io.tidings.event.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of Tidings as the manifest of this module's jar states it. */
public final class ManifestVersion implements IVersionProvider {

  /** Creates the provider; picocli calls this constructor. */
  public ManifestVersion() {}

  /** Returns one line: the version, or that the classes are not in a jar. */
  @Override
  public String[] getVersion() {
    String version = Tidings.class.getPackage().getImplementationVersion();
    return new String[] {"tidings " + (version == null ? "(not packaged)" : version)};
  }
}
