@NullMarked
package io.tidings.event.agent;

import org.jspecify.annotations.NullMarked;
