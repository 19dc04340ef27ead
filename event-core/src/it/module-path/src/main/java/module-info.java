/** A host on the module path: the one module it names brings what its types need. */
module consumer {
  requires io.tidings.event;
}
