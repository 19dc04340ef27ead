package io.tidings.event.observe.jfr;

/** Presence of the module {@code jdk.jfr} in the running JVM. Stateless. */
final class FlightRecorderModule {

  private static final boolean PRESENT = isLoadable("jdk.jfr.Event");

  private FlightRecorderModule() {}

  static boolean isPresent() {
    return PRESENT;
  }

  static boolean isLoadable(String type) {
    try {
      Class.forName(type, false, FlightRecorderModule.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }
}
