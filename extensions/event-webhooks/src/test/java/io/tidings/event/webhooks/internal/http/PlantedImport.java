package io.tidings.event.webhooks.internal.http;

import io.tidings.event.webhooks.AuthMode;

/** Negative control of the architecture test: an import of the root package by an internal one. */
public final class PlantedImport {

  private PlantedImport() {}

  /** Returns a type of the root package. */
  public static AuthMode rootType() {
    return AuthMode.SIGNATURE;
  }
}
