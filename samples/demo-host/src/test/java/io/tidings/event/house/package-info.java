/** Tests of the whole source tree: module boundaries, pages and examples. */
@org.jspecify.annotations.NullMarked
package io.tidings.event.house;
