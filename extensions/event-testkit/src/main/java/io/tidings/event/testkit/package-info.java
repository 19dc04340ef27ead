/**
 * Tests of what a host emits.
 *
 * <p>Start at {@link io.tidings.event.testkit.TidingsExtension}, which gives a test a bus that
 * records, a clock, ids and an executor under its control, and at {@link
 * io.tidings.event.testkit.TidingsAssertions}. {@link io.tidings.event.testkit.EmissionCoverage}
 * tells which kinds of a catalogue no test has seen emitted. The guide is {@code
 * docs/guide/testing.md}.
 */
package io.tidings.event.testkit;
