import 'server-only';

export { acceptOffer } from './accept-offer';
export { checkProvider } from './check-provider';
export { deleteProvider } from './delete-provider';
export { ensureSimulatedProvider } from './ensure-simulated-provider';
export { listOffers } from './list-offers';
export { listProviders } from './list-providers';
export { readProvider } from './read-provider';
export { registerProvider } from './register-provider';
export { updateProvider } from './update-provider';
