/**
 * A newsroom of agents of LangChain4j over a scripted model, as a tree of events. It needs no
 * network.
 */
@NullMarked
package io.tidings.samples.langchain4j;

import org.jspecify.annotations.NullMarked;
