import * as z from 'zod';
import { readAs } from '../book/read-as.ts';
import type { Book } from '../book/book.ts';
import { ROUTE_EXECUTIONS, type Route, type RouteExecution } from '../route.ts';

const switchSchema = z.object({ execute: z.enum(ROUTE_EXECUTIONS), actor: z.string(), at: z.number() });

/** That a person has switched a route to something else than its configuration says. */
export type RouteSwitch = z.output<typeof switchSchema>;

/** The journal's flag that holds a route's switch. */
export function switchFlag(routeId: string): string {
  return `route-execute:${routeId}`;
}

/** `null`: the route stands as it is configured. */
export function switchOf({ flags }: Pick<Book, 'flags'>, routeId: string): RouteSwitch | null {
  const value = flags.get(switchFlag(routeId));
  return value === undefined ? null : readAs(switchSchema, value);
}

/** What becomes of the route's next alert. */
export function executionOf(book: Pick<Book, 'flags'>, { id, execute }: Pick<Route, 'id' | 'execute'>): RouteExecution {
  return switchOf(book, id)?.execute ?? execute;
}

/** The configured route with the execution that a person has switched it to, as the book has it then. */
export function switchedRoute(route: Route, book: Pick<Book, 'flags'>): Route {
  return new Proxy(route, {
    get: (configured, key): unknown =>
      key === 'execute' ? executionOf(book, configured) : Reflect.get(configured, key),
  });
}
