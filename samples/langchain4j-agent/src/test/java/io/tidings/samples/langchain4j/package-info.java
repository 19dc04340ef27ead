@NullMarked
package io.tidings.samples.langchain4j;

import org.jspecify.annotations.NullMarked;
