package io.tidings.event.spring.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Bootstrapper of the contexts of {@link TidingsTest}. */
class TidingsTestContextBootstrapper extends TestSliceTestContextBootstrapper<TidingsTest> {}
