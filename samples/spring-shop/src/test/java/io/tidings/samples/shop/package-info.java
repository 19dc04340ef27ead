@org.jspecify.annotations.NullMarked
package io.tidings.samples.shop;
