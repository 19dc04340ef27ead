@NullMarked
package io.tidings.event.langchain4j.examples;

import org.jspecify.annotations.NullMarked;
