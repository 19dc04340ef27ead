/**
 * The directory that the demo is about: how it is walked, what is found there, and where the demo
 * works instead. Nothing here writes below it.
 */
package io.tidings.event.cli.demo.directory;
