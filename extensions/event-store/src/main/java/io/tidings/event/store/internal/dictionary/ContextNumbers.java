package io.tidings.event.store.internal.dictionary;

/**
 * The numbers of a context. Immutable.
 *
 * @param id its own
 * @param scope that of its scope
 * @param project that of its project's name, 0 for none
 */
public record ContextNumbers(long id, long scope, long project) {}
