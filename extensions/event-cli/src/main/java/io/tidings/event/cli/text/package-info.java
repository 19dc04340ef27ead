/** Text output: terminals, escaping, and the text forms of events and failures. */
package io.tidings.event.cli.text;
