/** A sample shop whose orders are rows and events. */
@org.jspecify.annotations.NullMarked
package io.tidings.samples.shop;
