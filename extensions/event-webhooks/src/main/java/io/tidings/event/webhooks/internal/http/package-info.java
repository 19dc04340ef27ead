/** HTTP/1.1 requests to checked addresses, and the rules for URLs, headers and signatures. */
@NullMarked
package io.tidings.event.webhooks.internal.http;

import org.jspecify.annotations.NullMarked;
