/** Tests of what the demo does with directories. */
@org.jspecify.annotations.NullMarked
package io.tidings.samples.demo.directory;
