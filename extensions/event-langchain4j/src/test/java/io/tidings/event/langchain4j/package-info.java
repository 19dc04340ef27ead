@NullMarked
package io.tidings.event.langchain4j;

import org.jspecify.annotations.NullMarked;
