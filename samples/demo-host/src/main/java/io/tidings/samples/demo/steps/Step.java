package io.tidings.samples.demo.steps;

/** A part of the script. */
@FunctionalInterface
interface Step {

  /**
   * Plays it, once.
   *
   * @throws Exception what goes wrong that is not meant to; it ends the plan
   */
  void play(ScriptState stage) throws Exception;
}
