package org.srupp.recipes;

import com.google.inject.AbstractModule;

/** Guice's strict switches: what is injected was bound by a line that can be read. */
final class StrictModule extends AbstractModule {
  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    binder().disableCircularProxies();
  }
}
