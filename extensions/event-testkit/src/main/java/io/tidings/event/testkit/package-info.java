/**
 * Test support for code that emits events.
 *
 * <p>Start at {@link io.tidings.event.testkit.TidingsExtension}, which provides a test with a
 * recording bus and a controllable clock, id source and executor, and at {@link
 * io.tidings.event.testkit.TidingsAssertions}. {@link io.tidings.event.testkit.EmissionCoverage}
 * lists the kinds of a catalogue that no test emitted. The guide is {@code docs/guide/testing.md}.
 */
package io.tidings.event.testkit;
