/**
 * Events of applications of LangChain4j. Start at {@link
 * io.tidings.event.langchain4j.LangChain4jEvents}.
 */
@NullMarked
package io.tidings.event.langchain4j;

import org.jspecify.annotations.NullMarked;
