/**
 * Built code is production code, whoever starts it and whatever the shell says: Express, AdminJS and others ask
 * NODE_ENV when they load (AdminJS would bundle itself and serve 14 MB of development files). What this deployment
 * may do is said by DEPLOYMENT. Must be the first import of an entry.
 */
process.env['NODE_ENV'] = 'production';
