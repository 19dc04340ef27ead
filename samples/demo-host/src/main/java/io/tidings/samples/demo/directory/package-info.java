/**
 * The directory that the demo is about: how it is walked, what is found there, and where the demo
 * works instead. Nothing here writes below it.
 */
@NullMarked
package io.tidings.samples.demo.directory;

import org.jspecify.annotations.NullMarked;
