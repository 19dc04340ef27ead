package io.tidings.event.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, from the manifest of the jar. */
final class ManifestVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Tidings.class.getPackage().getImplementationVersion();
    return new String[] {"tidings " + (version == null ? "(not packaged)" : version)};
  }
}
