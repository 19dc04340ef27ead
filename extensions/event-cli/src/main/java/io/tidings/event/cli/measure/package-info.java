/** How measurements look: on a terminal, as JSON, and as a page. */
package io.tidings.event.cli.measure;
